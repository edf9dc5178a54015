// The one line on a clinic's website: <script src="https://…/widget.js" defer></script>. It puts a
// button on the page that opens the chat, and leaves the page's globals alone.

(() => {
  const { src, dataset } = document.currentScript;
  import(new URL("widget/launcher.js", src)).then(({ launch }) => launch({ ...dataset }));
})();

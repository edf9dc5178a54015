// The clinic's colour for filled surfaces, with black or white on it, whichever reads better. Links
// and text keep the widget's own colours, which are known to have enough contrast.

const MIDDLE = 0.179; // relative luminance at which black and white contrast equally (WCAG 2)

function luminance([red, green, blue]) {
  const linear = (part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** `surface` is an element in a shadow root that is in the page; a wrong colour changes nothing. */
export function applyColour(surface, colour) {
  if (!colour || !CSS.supports("color", colour)) return;
  const before = surface.style.color;
  surface.style.color = colour;
  const parts = getComputedStyle(surface).color.match(/[\d.]+/g).map(Number);
  surface.style.color = before;
  surface.style.setProperty("--brand", colour);
  surface.style.setProperty("--on-brand", luminance(parts) > MIDDLE ? "#000000" : "#ffffff");
}

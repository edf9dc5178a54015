"""The widget as a screen reader is told of it: Chromium's accessibility tree in each state."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.visitor import Visitor
from tests.widget.person import Faults, first_words, open_chat, say
from tools.assistant import Assistant

Node = dict[str, Any]

INTERACTIVE = {
    *("button", "link", "textbox", "checkbox", "radio", "switch", "combobox", "listbox", "option"),
    *("slider", "spinbutton", "progressbar", "menuitem", "DisclosureTriangle", "Details"),
}
TO_THE_RESULT = (
    "start the questions", "yes", "47", "left", "x-ray and mri", "ficat 2a", "small", "8 months",
    "7", "with a cane", "prednisone", "no surgery", "none", "yes, that is right",
)  # fmt: skip


class Tree:
    """What is not hidden from a screen reader."""

    def __init__(self, page: Page) -> None:
        found = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
        self._by_id: dict[str, Node] = {node["nodeId"]: node for node in found["nodes"]}
        self.nodes: list[Node] = [node for node in found["nodes"] if not node["ignored"]]

    def named(self, role: str) -> list[str]:
        return [name_of(node) for node in self.nodes if role_of(node) == role]

    def only(self, role: str, name: str) -> Node:
        (node,) = [n for n in self.nodes if (role_of(n), name_of(n)) == (role, name)]
        return node

    def within(self, node: Node) -> list[Node]:
        children = [self._by_id[i] for i in node.get("childIds", []) if i in self._by_id]
        return [one for child in children for one in (child, *self.within(child))]

    def words(self, node: Node) -> str:
        return " ".join(name_of(n) for n in self.within(node) if role_of(n) == "StaticText")

    def nameless(self) -> list[Node]:
        """What can be used but has no name."""
        return [n for n in self.nodes if role_of(n) in INTERACTIVE and not name_of(n)]


def role_of(node: Node) -> str:
    return str(node.get("role", {}).get("value"))


def name_of(node: Node) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


def state(node: Node, name: str) -> Any:
    return next((p["value"]["value"] for p in node["properties"] if p["name"] == name), None)


def buttons_of(tree: Tree, group: str) -> list[str]:
    inside = tree.within(tree.only("group", group))
    return [name_of(node) for node in inside if role_of(node) == "button"]


def test_closed(demo: Page) -> None:
    demo.get_by_role("button", name="Ask about your hip").wait_for()
    tree = Tree(demo)
    launcher = tree.only("button", "Ask about your hip")
    assert state(launcher, "expanded") is False
    assert state(launcher, "hasPopup") == "dialog"
    assert not tree.named("dialog")
    assert not tree.nameless()


def test_open(demo: Page) -> None:
    open_chat(demo)
    tree = Tree(demo)
    inside = [
        (role_of(node), name_of(node)) for node in tree.within(tree.only("dialog", "Hipwise"))
    ]
    for part in (
        ("heading", "Hipwise"),
        ("log", "Conversation"),
        ("textbox", "Your message"),
        ("button", "Send"),
        ("button", "Close the chat"),
        ("link", "Call the clinic"),
        ("DisclosureTriangle", "Menu"),
    ):
        assert part in inside
    assert state(tree.only("log", "Conversation"), "live") == "polite"
    assert "Start the questions" in buttons_of(tree, "Questions to start with")
    assert not tree.nameless()


def test_an_answer_and_its_sources(page: Page) -> None:
    say(page, "how much does it cost?")
    page.get_by_text("Sources (").wait_for()
    (sources,) = [n for n in Tree(page).nodes if name_of(n).startswith("Sources (")][:1]
    assert role_of(sources) == "DisclosureTriangle"
    assert state(sources, "expanded") is False
    page.get_by_text("Sources (").click()
    tree = Tree(page)
    assert state(tree.only("DisclosureTriangle", name_of(sources)), "expanded") is True
    assert any(name.endswith("(opens in a new tab)") for name in tree.named("link"))
    assert not tree.nameless()


def test_a_question(page: Page) -> None:
    say(page, "start the questions")
    expect(page.get_by_role("button", name="Yes", exact=True)).to_be_visible()
    tree = Tree(page)
    assert {"Yes", "No"} <= set(buttons_of(tree, "Suggested replies"))
    assert tree.named("progressbar") == ["Question 1 of about 11"]
    assert first_words("utter_ask_prescreen_form_diagnosis_confirmed") in tree.words(
        tree.only("log", "Conversation")
    )
    assert not tree.nameless()


def test_the_result(page: Page, assistant: Assistant) -> None:
    """As it stands there for somebody who comes back to it."""
    with Visitor(assistant.url) as visitor:
        for answer in TO_THE_RESULT:
            visitor.say(answer)
        page.evaluate("token => localStorage.setItem('hipwise-session', token)", visitor.token)
    page.reload()
    expect(page.get_by_role("log")).to_contain_text(first_words("utter_not_a_diagnosis"))
    tree = Tree(page)
    assert {"Yes", "No"} <= set(buttons_of(tree, "Suggested replies"))
    assert "Print or save as PDF" in tree.named("button")
    assert not tree.nameless()


def test_an_emergency(page: Page) -> None:
    say(page, "I have crushing chest pain and cannot breathe")
    page.get_by_role("alert").wait_for()
    tree = Tree(page)
    (alert,) = [node for node in tree.nodes if role_of(node) == "alert"]
    assert "Call 911 now" in tree.words(alert)
    assert "I have read this" in [name_of(node) for node in tree.within(alert)]
    assert not tree.nameless()


def test_a_message_without_an_answer(page: Page, faults: Faults) -> None:
    page.route("**/messages", lambda route: route.fulfill(status=400, json={}))
    say(page, "hello")
    page.get_by_role("button", name="Retry").wait_for()
    tree = Tree(page)
    assert "No answer to this message yet." in tree.words(tree.only("log", "Conversation"))
    assert not tree.nameless()
    faults.clear()

"""Questions that are answered by tapping: several of a list, an age, a score of the pain."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.widget.person import TO_THE_SCANS, answer, barriers, say

TO_THE_PAIN = (*TO_THE_SCANS, "x-ray", "ficat 2a", "small", "8 months")
TO_THE_CAUSES = (*TO_THE_PAIN, "7", "cane")
SMALLEST_TARGET = 24  # WCAG 2.2, 2.5.8


def chips(page: Page) -> Locator:
    return page.get_by_role("group", name="Choose all that apply").locator(".chip")


def tap(page: Page, *titles: str) -> None:
    for title in titles:
        page.get_by_role("button", name=title, exact=True).click()


def pressed(page: Page) -> Sequence[str]:
    return page.locator(".chip[aria-pressed=true]").all_inner_texts()


def test_several_scans_are_sent_as_one_sentence(page: Page) -> None:
    answer(page, *TO_THE_SCANS)
    send = page.get_by_role("button", name="Send these")
    expect(send).to_be_disabled()
    tap(page, "X-ray", "MRI", "CT")
    send.click()
    expect(page.locator(".words").last).to_have_text("X-ray, MRI and CT")
    expect(page.get_by_role("log")).to_contain_text("What stage does your scan report give")
    expect(page.locator(".chip")).to_have_count(0)


def test_none_excludes_the_others_and_they_exclude_none(page: Page) -> None:
    answer(page, *TO_THE_SCANS)
    tap(page, "X-ray", "MRI", "None yet")
    assert pressed(page) == ["None yet"]
    tap(page, "I don't know")
    assert pressed(page) == ["I don't know"]
    tap(page, "CT")
    assert pressed(page) == ["CT"]
    tap(page, "CT")
    expect(page.get_by_role("button", name="Send these")).to_be_disabled()


def test_chips_by_keyboard(page: Page) -> None:
    answer(page, *TO_THE_SCANS)
    chips(page).first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert pressed(page) == ["X-ray", "MRI"]
    page.get_by_role("button", name="Send these").press("Enter")
    expect(page.locator(".words").last).to_have_text("X-ray and MRI")
    expect(page.get_by_label("Your message")).to_be_focused()


def test_the_longest_list_is_read_back_as_it_was_tapped(page: Page) -> None:
    answer(page, *TO_THE_CAUSES)
    tap(page, "Steroid medicine (prednisone)", "Hip injury or broken hip", "HIV", "Send these")
    expect(page.get_by_role("log")).to_contain_text("Have you had any operation on this hip?")
    tap(page, "Pins, screws or a plate", "Send these")
    expect(page.get_by_role("log")).to_contain_text("apply to you right now?")
    tap(page, "None of these", "Send these")
    log = page.get_by_role("log")
    expect(log).to_contain_text("Risk factors: steroids, hip injury, HIV")
    expect(log).to_contain_text("Hip surgery: fracture fixation")
    expect(log).to_contain_text("Conditions now: none")


def test_a_list_can_be_skipped_or_typed_as_well(page: Page) -> None:
    answer(page, *TO_THE_CAUSES)
    tap(page, "Skip")
    expect(page.get_by_role("log")).to_contain_text("Have you had any operation on this hip?")
    say(page, "core decompression")
    expect(page.get_by_role("log")).to_contain_text("apply to you right now?")


def test_chips_are_there_again_after_a_reload(page: Page) -> None:
    answer(page, *TO_THE_SCANS)
    expect(chips(page)).to_have_count(7)
    page.reload()
    expect(chips(page)).to_have_count(7)
    expect(page.locator(".pad")).to_have_count(1)


def test_an_age_is_given_in_a_field_of_its_own(page: Page) -> None:
    answer(page, "start the questions", "yes")
    age = page.get_by_label("Age in years")
    expect(age).to_have_attribute("inputmode", "numeric")
    age.fill("200")
    page.get_by_role("button", name="Send number").click()
    wrong = "Please give a whole number from 1 to 110."
    expect(age).to_have_accessible_description(wrong)
    expect(age).to_be_focused()
    age.fill("47")
    age.press("Enter")
    expect(page.locator(".words").last).to_have_text("47")
    expect(page.get_by_role("log")).to_contain_text("Which hip is it?")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_score_is_one_tap(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    answer(page, *TO_THE_PAIN)
    scale = page.get_by_role("group", name="Pain in the last week")
    expect(scale).to_have_accessible_description("0: no pain 10: the worst pain you can think of")
    steps = scale.get_by_role("button")
    assert steps.all_inner_texts() == [str(score) for score in range(11)]
    boxes = [step.bounding_box() for step in steps.all()]
    assert all(box and min(box["width"], box["height"]) >= SMALLEST_TARGET for box in boxes)
    chat = page.locator(".chat")
    assert chat.evaluate("chat => chat.scrollWidth <= chat.clientWidth")
    assert not barriers(page)
    scale.get_by_role("button", name="10", exact=True).click()
    expect(page.locator(".words").last).to_have_text("10")
    expect(page.get_by_role("log")).to_contain_text("How do you get around")

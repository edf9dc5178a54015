"""The full page in a real browser, as a patient uses it: ask, be asked, read the result."""

from pathlib import Path

from playwright.sync_api import Page, expect

from clinic.bibliography import evidence_in_words
from tests.widget.person import barriers, first_words, say


def test_asks_a_question_and_opens_its_sources(page: Page) -> None:
    say(page, "how much does it cost?")
    log = page.get_by_role("log")
    expect(log).to_contain_text("no reliable published price")
    expect(log).to_contain_text(f"Evidence: {evidence_in_words()['very_limited']}")
    sources = log.locator("details").last
    sources.locator("summary").click()
    expect(sources.get_by_role("link").first).to_be_visible()


def test_completes_a_prescreen_and_reads_the_result(page: Page, tmp_path: Path) -> None:
    log = page.get_by_role("log")
    say(page, "start the questions")
    expect(log).to_contain_text(first_words("utter_ask_prescreen_form_diagnosis_confirmed"))
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(log).to_contain_text(first_words("utter_ask_prescreen_form_age"))
    say(page, "47")
    expect(log).to_contain_text(first_words("utter_ask_prescreen_form_hip_side"))
    page.get_by_role("button", name="Left", exact=True).click()
    for answer, reply in (
        ("x-ray and mri", "utter_ask_prescreen_form_stage"),
        ("ficat 2a", "utter_ask_prescreen_form_lesion_size"),
        ("small", "utter_ask_prescreen_form_pain_duration"),
        ("8 months", "utter_ask_prescreen_form_pain_score"),
        ("7", "utter_ask_prescreen_form_mobility"),
        ("with a cane", "utter_ask_prescreen_form_risk_factors"),
        ("prednisone", "utter_ask_prescreen_form_prior_hip_surgery"),
        ("no surgery", "utter_ask_prescreen_form_contraindications"),
        ("none", "utter_ask_prescreen_form_answers_confirmed"),
        ("yes, that is right", "utter_not_a_diagnosis"),
    ):
        expect(page.get_by_label("Your message")).to_be_editable()
        say(page, answer)
        expect(log).to_contain_text(first_words(reply))
    expect(page.get_by_role("figure").locator("dd")).to_have_text(["IIA", "2", "II"])
    expect(log).to_contain_text(first_words("utter_specialist_hip_preservation_surgeon"))
    expect(page.get_by_role("button", name="Copy")).to_be_visible()
    assert not barriers(page)
    page.screenshot(path=tmp_path / "result.png", full_page=True)


def test_an_emergency_stands_out(page: Page) -> None:
    say(page, "I have crushing chest pain and cannot breathe")
    expect(page.get_by_role("alert").filter(has_text="Call 911 now")).to_be_visible()
    page.get_by_role("button", name="That's not happening now").click()
    expect(page.get_by_role("log")).to_contain_text(first_words("utter_safe_now"))


def test_works_with_the_keyboard_alone(page: Page) -> None:
    page.get_by_label("Your message").focus()
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("automated assistant")
    button = page.get_by_role("button", name="Cost", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("no reliable published price")


def test_script_in_a_message_stays_text(page: Page) -> None:
    say(page, "<img src=x onerror=\"document.title='hacked'\"> how much does it cost?")
    expect(page.get_by_role("log")).to_contain_text("no reliable published price")
    assert page.title() != "hacked"


def test_reload_keeps_the_conversation(page: Page) -> None:
    say(page, "start the questions")
    expect(page.get_by_role("log")).to_contain_text("Has a doctor said")
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("Has a doctor said")
    say(page, "yes")
    expect(page.get_by_role("log")).to_contain_text(first_words("utter_ask_prescreen_form_age"))

"""Pages: each fits, nothing is lost, and they break at sentence ends."""

from hypothesis import given
from hypothesis import strategies as st

from clinic.texting.gsm7 import fold, is_gsm7, segments
from clinic.texting.packing import Packing, Said
from clinic.texting.pages import fits_for, fits_text_message, pages
from clinic.texting.plain import plain

MORE = "Reply MORE"
PACKING = Packing(fits_text_message, MORE)
texts = st.lists(
    st.one_of(
        st.text(max_size=500),
        st.text(st.sampled_from("abc. \n\u2019\u2013€é"), max_size=900),
        st.sampled_from(["One sentence, and some words in it. ", "Why? ", "\U0001f600 "]),
    ),
    max_size=12,
).map("".join)


def letters(text: str) -> str:
    return "".join(text.split())


@given(texts)
def test_every_page_fits_and_nothing_is_lost(text: str) -> None:
    cut = pages(text, fits_text_message)
    assert all(segments(page) <= 2 for page in cut)
    assert letters("".join(cut)) == letters(text)


@given(texts)
def test_a_plain_text_has_the_alphabet_where_it_can(text: str) -> None:
    cut = pages(fold(text), fits_text_message)
    if is_gsm7(fold(text)):
        assert all(is_gsm7(page) for page in cut)


@given(st.lists(texts, min_size=1, max_size=4), st.booleans())
def test_a_turn_and_all_that_more_brings_is_the_whole_of_it(
    said: list[str], has_question: bool
) -> None:
    replies = [Said(plain(text)) for text in said]
    replies[-1] = Said(replies[-1].text, is_question=has_question)
    packed = PACKING.packed(replies)
    heard = list(packed.messages)
    while packed.pages:
        packed = PACKING.next(packed.pages, packed.question)
        heard += packed.messages
    assert all(segments(message) <= 2 for message in heard)
    everything = letters("".join(heard))
    for reply in replies[:-1] if has_question else replies:
        for word in reply.text.split():
            assert word[:100] in everything


def test_it_breaks_where_sentences_end() -> None:
    sentence = "This is a sentence of some length. "
    first, second = pages(sentence * 12, fits_text_message)
    assert first.endswith("length.")
    assert second.startswith("This")


def test_a_heading_stays_with_what_it_heads() -> None:
    text = "A sentence. " * 23 + "\nAlso: a rheumatologist.\nQuestions to ask:\nWhat is known?"
    assert not any(page.endswith(":") for page in pages(text, fits_text_message))


def test_an_alarm_comes_first_and_whole() -> None:
    alarm, long = "Call 911 now. " * 30, "Something else. " * 40
    packed = PACKING.packed([Said(long), Said(alarm.strip(), is_alarm=True)], "Who writes.")
    spoken = " ".join(packed.messages)
    assert spoken.startswith(alarm.strip()[:300])
    assert spoken.count("Call 911 now.") == 30
    assert MORE not in spoken[: len(alarm)]


def test_the_open_question_never_waits_for_more() -> None:
    packed = PACKING.packed([Said("An answer. " * 60), Said("Which hip?", is_question=True)])
    assert packed.messages[0].endswith(MORE)
    assert packed.messages[1] == "Which hip?"
    after = PACKING.next(packed.pages, packed.question)
    while after.pages:
        assert after.messages[-1].endswith(MORE)
        after = PACKING.next(after.pages, after.question)
    assert after.messages[-1].endswith("Which hip?")


def test_what_fits_goes_together() -> None:
    packed = PACKING.packed([Said("All right."), Said("Which hip?", is_question=True)], "Who.")
    assert packed.messages == ("Who.\nAll right.\nWhich hip?",)


def test_whatsapp_takes_longer_messages() -> None:
    fits = fits_for("whatsapp:+14155550100")
    assert pages("x " * 700, fits) == [("x " * 700).strip()]
    assert len(pages("A sentence. " * 200, fits)) == 2


def test_no_markdown_reaches_a_phone() -> None:
    page = "# Title\n\n**Call 911** *now*, or `dial`.\n\n- [FDA](https://fda.gov/a_b_c)\n- 2 * 3"
    assert plain(page) == "Title\nCall 911 now, or dial.\nFDA: https://fda.gov/a_b_c\n2 * 3"

"""The invented directives of running text are read as their labels say, but for what is known."""

from directives import read

from eval.prose import Directive, Label, load, score

FLOORS = {"tune": (0.96, 0.86, 0.96, 0.96), "report": (1.0, 1.0, 1.0, 1.0)}


def test_the_labels_of_both_parts_are_met_as_far_as_reported(agencies):
    for part, floors in FLOORS.items():
        figures = score([d for d in load() if d.part == part], lambda d: read(d.text, agencies).tasks)
        got = [f.value for f in (figures.found, figures.lead, figures.coordinating, figures.due)]
        assert all(value >= floor for value, floor in zip(got, floors, strict=True)), figures.wrong
        assert figures.false == 0, figures.wrong


def test_a_missed_duty_and_a_false_task_are_counted():
    label = Label("mua vắc xin", frozenset({"Sở Y tế"}), frozenset(), None)
    figures = score([Directive("a", "tune", "", (label,))], lambda _: ())
    assert (figures.found.value, figures.false, figures.wrong) == (0.0, 0, ("a: missed: mua vắc xin",))

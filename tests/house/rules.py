"""The list of the house rules."""

from tests.house import direction, shape, writing

RULES = [
    direction.keys_point_right,
    direction.migrations_depend_right,
    direction.templates_look_right,
    direction.parts_import_down,
    direction.plain_stays_plain,
    writing.only_actions_write,
    writing.one_verb_a_file,
    writing.every_action_is_tested,
    writing.only_the_clock_tells_time,
    writing.only_the_edge_asks_the_clock,
    shape.no_drawers,
    shape.no_signals,
    shape.money_is_whole,
    shape.everything_public_is_explained,
    shape.nothing_grows_too_long,
    shape.no_address_of_a_machine,
]

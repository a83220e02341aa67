import pytest

from data.reading.header import recognise
from data.reading.mapping_files import load_mappings
from data.tables import tables, template


@pytest.mark.parametrize("table", list(tables()))
def test_each_template_is_recognised_as_its_table(table):
    mapping = recognise(template(table), load_mappings()).mapping
    assert (mapping.system, [part.table for part in mapping.parts]) == ("plain", [table])


def test_there_is_no_template_for_an_unknown_table():
    with pytest.raises(ValueError, match="The tables are: rep, account"):
        template("customers")

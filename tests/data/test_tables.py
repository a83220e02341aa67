import csv

import pytest

from data.reading.header import Sample, recognise
from data.reading.mapping_files import load_mappings
from data.reading.rows import Dialect
from data.tables import tables, template


@pytest.mark.parametrize("table", list(tables()))
def test_each_template_is_recognised_as_its_table(table):
    (headings,) = csv.reader(template(table).splitlines())
    (found,) = recognise([Sample(Dialect(","), [headings], [1])], load_mappings())
    mapping = found.mapping
    assert (mapping.system, [part.table for part in mapping.parts]) == ("plain", [table])


def test_there_is_no_template_for_an_unknown_table():
    with pytest.raises(ValueError, match="The tables are: rep, account"):
        template("customers")

"""What the pages share: the frame, cards, charts, texts, links, tables and downloads."""

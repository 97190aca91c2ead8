"""Pure text work: cleaning, spans, segments, anchors, layout. Knows no file, no screen and no clock."""

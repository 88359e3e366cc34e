"""How a language writes days and hours: one form for each, wherever Django would choose its own."""

"""From a case to a roster: the model port on CP-SAT, search, explanation. The only room that imports ortools."""

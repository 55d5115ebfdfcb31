"""What must be quick, measured on this machine: `make bench`. Figures to reach stand beside those measured."""

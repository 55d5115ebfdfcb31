"""What reading one input may cost before it is given up."""

MEMORY = 1 << 30  # bytes of address space
SECONDS = 20  # of processor time, and by the clock
OUTPUT = 64 << 20  # bytes of report
INPUT = 10 << 20  # bytes
FRAMES = 5_000  # of Python: pages may be nested 250 deep, and each level takes a few

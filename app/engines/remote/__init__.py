"""What engines elsewhere share: one request at a time with bounds, patience, codes as tags, distrust of answers."""

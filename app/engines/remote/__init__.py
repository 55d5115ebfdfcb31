"""What engines elsewhere share: requests with bounds, patience, codes as tags, and distrust of what comes back."""

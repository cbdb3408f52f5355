"""The review page: one issue as one HTML file that needs nothing else."""

from zbtools.views.review.page import review_page

__all__ = ["review_page"]

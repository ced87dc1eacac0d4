"""The look of figures and pages: tokens, typefaces, the style of drawings."""

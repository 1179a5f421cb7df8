/** Minimum window width in px at which search and delivery are shown side by side. */
export const TWO_PANES_FROM_PX = 768;

/** Width in px of the search beside a delivery; pages/search/search.wxss repeats the number. */
export const SEARCH_COLUMN_PX = 360;

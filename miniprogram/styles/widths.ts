/** Width of a window from which on search and delivery are shown side by side. */
export const TWO_PANES_FROM_PX = 768;

/** Width of the search beside a delivery; pages/search/search.wxss repeats it. */
export const SEARCH_COLUMN_PX = 360;

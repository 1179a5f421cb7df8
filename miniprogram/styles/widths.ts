/** From this width of a window on, search and delivery stand side by side. */
export const TWO_PANES_FROM_PX = 768;

/** Width of the search beside a delivery; the same in pages/search/search.wxss. */
export const SEARCH_COLUMN_PX = 360;

import { ROOT_FONT_SIZE } from '../platform/text-size';
import { PAGE_LOADING } from '../shop/page-state';
import { FORM_DATA } from './form-page';

/** Initial data of a page: its root font size (1rem), and the state of a page that is loading. */
export const PAGE_DATA = { rem: ROOT_FONT_SIZE, state: PAGE_LOADING };

export const FORM_PAGE_DATA = { ...PAGE_DATA, ...FORM_DATA };

import { ROOT_FONT_SIZE } from '../platform/text-size';
import { LOADING } from '../shop/page-state';
import { FORM } from './form-page';

/** Initial data of a page: the text size of the person, and its state until it is loaded. */
export const PAGE = { rem: ROOT_FONT_SIZE, state: LOADING };

/** The same of a page that submits an action. */
export const FORM_PAGE = { ...PAGE, ...FORM };

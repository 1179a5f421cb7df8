import type { BoardOnPage } from '../board';
import { type TypedKeys, isScan, NO_KEYS, withKey } from '../../ui/typed-keys';
import { type WishActions, fulfilWish } from './board-keys';

const NO_MODIFIERS = { Alt: null, Control: null, Meta: null };

/** Page with a field in which orders of the board are searched for. */
interface SearchingPage extends WishActions {
  readonly board: BoardOnPage | null;
  inField: TypedKeys;
  readonly data: {
    readonly hasKeys: boolean;
    readonly isDesktop: boolean;
    readonly isAwake: boolean;
    readonly isSearching: boolean;
    readonly searched: string;
  };
  setData(changed: { readonly isSearching: boolean; readonly sheet?: '' }): void;
  openSearch(): void;
  closeSearch(): void;
}

/** Handlers of the page for its field. A scanner types into it while it is open. */
export const SEARCH_FIELD = {
  /** Characters that came into the field, of which the last ones may be a scan. */
  inField: NO_KEYS,
  /** Opens the field. Where WeChat reports keys, the first tap only makes it begin to do so. */
  openSearch(this: SearchingPage): void {
    const { hasKeys, isAwake } = this.data;
    this.inField = NO_KEYS;
    if (!hasKeys || isAwake) this.setData({ isSearching: true, sheet: '' });
  },
  closeSearch(this: SearchingPage): void {
    this.setData({ isSearching: false });
    this.board?.search('');
  },
  /** Closes an empty field. WeChat reports no keys to the page while a field is open. */
  onFieldLeft(this: SearchingPage): void {
    const { hasKeys, isSearching, searched } = this.data;
    if (hasKeys && isSearching && searched === '') this.closeSearch();
  },
  onSearch(
    this: SearchingPage,
    { detail: { value }, timeStamp: at }: WechatMiniprogram.Input,
  ): void {
    const { text } = this.inField;
    const more = value.startsWith(text) ? Array.from(value.slice(text.length)) : [];
    this.inField =
      more.length === 0
        ? { ...NO_KEYS, text: value }
        : more.reduce(
            (typed, key) => withKey(typed, { key, at, modifiersDown: NO_MODIFIERS }),
            this.inField,
          );
    this.toTop();
    this.board?.search(value);
  },
  /** Handles Enter in the field: opens the first order found, or looks the text up in WeChat. */
  onSought(this: SearchingPage, { detail: { value } }: WechatMiniprogram.InputConfirm): void {
    if (value === '') return;
    const typed = this.inField;
    if (isScan(typed) && typed.text === value) {
      this.closeSearch();
      this.addScanned(typed.run);
    } else {
      this.board?.search(value);
      fulfilWish(this.board, this, { do: 'open', text: value });
      this.closeSearch();
    }
    // The next scan finds an empty field, which has the focus.
    if (this.data.isDesktop) this.openSearch();
  },
};

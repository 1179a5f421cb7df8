import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import { serverClock } from '../../../services/phone-memory';
import type { AuditLine } from '../../../contract/shop';
import { SHOP_BOUNDS } from '../../../contract/shop';
import { auditRows } from '../../views/audit-view';
import { KNOWN, LOADING } from '../../../shop/page-state';
import { askShop } from '../../../services/shop-session';
import { FORM, showAnswer, submit } from '../../form-page';

/** Page with the audit log (操作记录): who did what, newest first. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    ...FORM,
    ...shownLines([], 0),
  },
  lines: [] as readonly AuditLine[],

  onShow() {
    void this.load();
  },
  async load() {
    await showAnswer(this, askShop('list-audit', { before: null }), ({ lines }) => {
      this.lines = lines;
      return shownLines(lines, lines.length);
    });
  },
  async loadOlder() {
    const last = this.lines[this.lines.length - 1];
    if (last === undefined) return;
    const ask = () => askShop('list-audit', { before: last.at });
    await submit(this, 'load-older', ask, ({ lines }) => {
      this.lines = [...this.lines, ...lines];
      this.setData({ state: KNOWN, ...shownLines(this.lines, lines.length) });
    });
  },
});

/** @param count number of lines in the last answer; after a full answer older lines may exist */
function shownLines(lines: readonly AuditLine[], count: number) {
  return {
    rows: auditRows(lines, serverClock.now()),
    hasMore: count === SHOP_BOUNDS.auditLines,
  };
}

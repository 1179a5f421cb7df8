import { serverClock } from '../../../services/phone-memory';
import type { AuditLine } from '../../../contract/audit';
import { auditRows } from '../../views/audit-view';
import { PAGE_KNOWN } from '../../../shop/page-state';
import { askShop } from '../../../services/shop-session';
import { loadPage, showAnswer, submit } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page with the audit log (操作记录): who did what, newest first. */
Page({
  data: { ...FORM_PAGE_DATA, ...shownLines([], null) },
  lines: [] as readonly AuditLine[],
  /** Time (ms) that the next call passes as `before`; null when there are no older lines. */
  older: null as number | null,

  onShow: loadPage,
  async load() {
    await showAnswer(this, askShop('list-audit', { before: null }), ({ lines, older }) => {
      this.lines = lines;
      this.older = older;
      return shownLines(lines, older);
    });
  },
  async loadOlder() {
    const ask = () => askShop('list-audit', { before: this.older });
    await submit(this, 'load-older', ask, ({ lines, older }) => {
      this.lines = [...this.lines, ...lines];
      this.older = older;
      this.setData({ state: PAGE_KNOWN, ...shownLines(this.lines, older) });
    });
  },
});

function shownLines(lines: readonly AuditLine[], older: number | null) {
  return { rows: auditRows(lines, serverClock.now()), hasMore: older !== null };
}

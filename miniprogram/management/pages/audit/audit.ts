import { serverClock } from '../../../services/phone-memory';
import type { AuditLine } from '../../../contract/audit';
import { auditRows } from '../../views/audit-view';
import { PAGE_KNOWN } from '../../../shop/page-state';
import { askShop } from '../../../services/shop-session';
import { loadPage, showAnswer, submit } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page with the audit log (操作记录): who did what, newest first. */
Page({
  data: { ...FORM_PAGE_DATA, ...linesData([], null) },
  lines: [] as readonly AuditLine[],
  /** Time (ms) of the oldest line that is shown; null if the cloud has no older lines. */
  olderThanMs: null as number | null,

  onShow: loadPage,
  async load() {
    await showAnswer(this, askShop('list-audit', { before: null }), ({ lines, older }) => {
      this.lines = lines;
      this.olderThanMs = older;
      return linesData(lines, older);
    });
  },
  async loadOlder() {
    const readOlderLines = () => askShop('list-audit', { before: this.olderThanMs });
    await submit(this, 'load-older', readOlderLines, ({ lines, older }) => {
      this.lines = [...this.lines, ...lines];
      this.olderThanMs = older;
      this.setData({ state: PAGE_KNOWN, ...linesData(this.lines, older) });
    });
  },
});

function linesData(lines: readonly AuditLine[], olderThanMs: number | null) {
  return { rows: auditRows(lines, serverClock.now()), hasMore: olderThanMs !== null };
}

import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import { serverClock } from '../../../services/phone-memory';
import type { AuditLine } from '../../../contract/shop';
import { SHOP_BOUNDS } from '../../../contract/shop';
import type { AuditRow } from '../../views/audit-view';
import { auditRows } from '../../views/audit-view';
import type { EntryFailure } from '../../../ui/wording/failure-view';
import { entryFailure } from '../../../ui/wording/failure-view';
import { afterFailure, KNOWN, LOADING } from '../../../shop/page-state';
import { askShop } from '../../../services/shop-session';

/** 操作记录: who did what, newest first. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    rows: [] as readonly AuditRow[],
    /** There may be older ones. */
    hasMore: false,
    loadingMore: false,
    failure: null as EntryFailure | null,
  },
  lines: [] as readonly AuditLine[],

  onShow() {
    void this.load();
  },
  async load() {
    const answer = await askShop('list-audit', { before: null });
    if (answer.ok) this.show(answer.data.lines, answer.data.lines.length);
    else this.setData({ state: afterFailure(this.data.state, answer) });
  },
  async older() {
    const last = this.lines[this.lines.length - 1];
    if (last === undefined || this.data.loadingMore) return;
    this.setData({ loadingMore: true, failure: null });
    const answer = await askShop('list-audit', { before: last.at });
    this.setData({ loadingMore: false, failure: answer.ok ? null : entryFailure(answer) });
    if (answer.ok) this.show([...this.lines, ...answer.data.lines], answer.data.lines.length);
  },
  show(lines: readonly AuditLine[], fresh: number) {
    this.lines = lines;
    this.setData({
      state: KNOWN,
      rows: auditRows(lines, serverClock.now()),
      hasMore: fresh === SHOP_BOUNDS.auditLines,
    });
  },
});

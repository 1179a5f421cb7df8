import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import { serverClock } from '../../../services/phone-memory';
import type { AuditLine } from '../../../contract/shop';
import { SHOP_BOUNDS } from '../../../contract/shop';
import type { AuditRow } from '../../views/audit-view';
import { auditRows } from '../../views/audit-view';
import type { EntryTrouble } from '../../../ui/wording/trouble';
import { entryTrouble } from '../../../ui/wording/trouble';
import { afterTrouble, KNOWN, LOADING } from '../../../shop/page-state';
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
    trouble: null as EntryTrouble | null,
  },
  lines: [] as readonly AuditLine[],

  onShow() {
    void this.load();
  },
  async load() {
    const answer = await askShop('list-audit', { before: null });
    if (answer.ok) this.show(answer.data.lines, answer.data.lines.length);
    else this.setData({ state: afterTrouble(this.data.state, answer) });
  },
  async older() {
    const last = this.lines[this.lines.length - 1];
    if (last === undefined || this.data.loadingMore) return;
    this.setData({ loadingMore: true, trouble: null });
    const answer = await askShop('list-audit', { before: last.at });
    this.setData({ loadingMore: false, trouble: answer.ok ? null : entryTrouble(answer) });
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

import { confirm } from './dialog';

const QUESTION = {
  title: '有新版本',
  content: '新版本已经准备好，重新打开就能用。',
  confirmText: '重新打开',
};

/** Offers a new version as soon as WeChat has it ready: a counter's phone may keep the mini-program open for days, and WeChat takes a new one at a cold start only. */
export function offerUpdates(): void {
  if (!('getUpdateManager' in wx)) return;
  const updates = wx.getUpdateManager();
  updates.onUpdateReady(() => {
    void confirm(QUESTION).then((isWanted) => {
      if (isWanted) updates.applyUpdate();
    });
  });
}

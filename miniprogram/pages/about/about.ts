import { appFacts, openPrivacyGuideline, privacyFacts } from '../../platform/about';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import type { AboutView } from '../../shop/about-view';
import { aboutView } from '../../shop/about-view';
import { KNOWN, LOADING } from '../../shop/page-state';

/** 关于: what this is, which version, and what becomes of people's data. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    about: null as AboutView | null,
    /** WeChat could not open the guideline. */
    isClosed: false,
  },

  /** Also when the guideline has been agreed to meanwhile. */
  onShow() {
    void this.load();
  },
  async load() {
    this.setData({ state: KNOWN, about: aboutView(appFacts(), await privacyFacts()) });
  },
  async openGuideline() {
    this.setData({ isClosed: !(await openPrivacyGuideline()) });
  },
});

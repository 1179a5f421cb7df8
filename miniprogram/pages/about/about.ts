import { appVersion, openPrivacyGuideline, privacyConsent } from '../../platform/about';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import { type AboutView, aboutView } from '../../shop/about-view';
import { PAGE_KNOWN, PAGE_LOADING } from '../../shop/page-state';

/** Page 关于 (about): what the mini-program is, its version, and how it uses people's data. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: PAGE_LOADING,
    about: null as AboutView | null,
    isGuidelineMissing: false,
  },

  /** Loads the page at each show, as the person may have just agreed to the privacy guideline. */
  onShow() {
    void this.load();
  },
  async load() {
    this.setData({ state: PAGE_KNOWN, about: aboutView(appVersion(), await privacyConsent()) });
  },
  async openGuideline() {
    this.setData({ isGuidelineMissing: !(await openPrivacyGuideline()) });
  },
});

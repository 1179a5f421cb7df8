import { ownerTexts } from '../owner-here';
import { copyText } from '../../platform/clipboard';
import { openShopPage } from '../../platform/navigation';
import {
  type FailureView,
  asksForAccounts,
  asksOwner,
  mentionsOwner,
  failureForOwner,
} from '../wording/failure-view';

/** Question that staff can copy for the owner when another mini-program may have the order. */
const QUESTION_FOR_OWNER = '顾客是在哪个小程序里下单的？店铺里加上了吗？';

/** Panel with a failure, on a page without content. Emits `retry` and `back`. */
Component({
  behaviors: [ownerTexts],
  properties: {
    problem: { type: Object, value: null as FailureView | null },
    retrying: { type: Boolean, value: false },
  },
  data: {
    shown: null as FailureView | null,
    isForSelfCheck: false,
    /** True for the owner if the advice is to change a delivery account. */
    isForAccounts: false,
    question: QUESTION_FOR_OWNER,
    copyRefused: '',
  },
  observers: {
    'problem, isOwner'(problem: FailureView | null, isOwner: boolean) {
      if (problem === null) return;
      const { detail, head, steps, isMaybeElsewhere } = problem;
      if (!isOwner && (isMaybeElsewhere || mentionsOwner(detail, head, ...steps))) this.askRole();
      const shown = isOwner ? failureForOwner(problem) : problem;
      const isForAccounts = isOwner && asksForAccounts(shown.steps);
      const isForSelfCheck = isOwner && !isForAccounts && asksOwner(detail, ...steps);
      this.setData({ shown, isForAccounts, isForSelfCheck });
    },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
    async copyQuestion() {
      this.setData({ copyRefused: await copyText(QUESTION_FOR_OWNER) });
    },
    addMiniProgram() {
      openShopPage('mini-program');
    },
    openAccounts() {
      openShopPage('accounts');
    },
    back() {
      this.triggerEvent('back');
    },
  },
});

import { ownerHere } from '../owner-here';
import { copyText } from '../../platform/clipboard';
import { openShopPage } from '../../platform/navigation';
import {
  type FailureView,
  asksForAccounts,
  asksOwner,
  mentionsOwner,
  failureForOwner,
} from '../wording/failure-view';

/** Text that staff may copy to ask the owner: another mini-program may have placed the order. */
const QUESTION = '顾客是在哪个小程序里下单的？店铺里加上了吗？';

/** Panel of a page with a failure and no content. Emits `retry` and `back`. */
Component({
  behaviors: [ownerHere],
  properties: {
    problem: { type: Object, value: null as FailureView | null },
    retrying: { type: Boolean, value: false },
  },
  data: {
    shown: null as FailureView | null,
    isForSelfCheck: false,
    /** True for the owner, when the texts ask the owner to compare the delivery accounts. */
    isForAccounts: false,
    question: QUESTION,
    copyRefused: '',
  },
  observers: {
    'problem, isOwner'(problem: FailureView | null, isOwner: boolean) {
      if (problem === null) return;
      const { detail, head, steps, isMaybeElsewhere } = problem;
      if (!isOwner && (isMaybeElsewhere || mentionsOwner(detail, head, ...steps))) this.askRole();
      const shown = isOwner ? failureForOwner(problem) : problem;
      const isForAccounts = asksForAccounts(shown.steps);
      const isForSelfCheck = isOwner && !isForAccounts && asksOwner(detail, ...steps);
      this.setData({ shown, isForAccounts, isForSelfCheck });
    },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
    async copyQuestion() {
      this.setData({ copyRefused: await copyText(QUESTION) });
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

import { ownerTexts } from '../owner-here';
import { copyText } from '../../platform/clipboard';
import { openShopPage } from '../../platform/navigation';
import {
  type FailureView,
  askToChangeAccount,
  asksOwner,
  mentionsOwner,
  rewordForOwner,
} from '../wording/failure-view';

/** Question that staff can copy for the owner when another mini-program may have the order. */
const QUESTION_FOR_OWNER = '顾客是在哪个小程序里下单的？店铺里加上了吗？';

/** Panel with a failure that leaves the page without content. Emits `retry` and `back`. */
Component({
  behaviors: [ownerTexts],
  properties: {
    problem: { type: Object, value: null as FailureView | null },
    retrying: { type: Boolean, value: false },
  },
  data: {
    shownProblem: null as FailureView | null,
    hasSelfCheckLink: false,
    /** True if an owner gets a button to the delivery accounts, which the steps say to check. */
    hasAccountsLink: false,
    question: QUESTION_FOR_OWNER,
    copyRefused: '',
  },
  observers: {
    'problem, isOwner'(problem: FailureView | null, isOwner: boolean) {
      if (problem === null) return;
      const { detail, head, steps, isMaybeElsewhere } = problem;
      if (!isOwner && (isMaybeElsewhere || mentionsOwner(detail, head, ...steps))) this.askRole();
      const shownProblem = isOwner ? rewordForOwner(problem) : problem;
      const hasAccountsLink = isOwner && askToChangeAccount(shownProblem.steps);
      const hasSelfCheckLink = isOwner && !hasAccountsLink && asksOwner(detail, ...steps);
      this.setData({ shownProblem, hasAccountsLink, hasSelfCheckLink });
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

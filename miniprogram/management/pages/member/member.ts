import { entryIdOf, goBack } from '../../../platform/navigation';
import { serverClock } from '../../../services/phone-memory';
import type { Role, StoreScope } from '../../../contract/shop';
import {
  type Choice,
  chosenStores,
  hasChosenStores,
  readScope,
  ROLES_TO_GIVE,
  scopeAfterTap,
  storesToGive,
  USUAL_ROLE,
} from '../../views/choices';
import { type MemberView, memberView, removalQuestion } from '../../views/people-view';
import { noReasons } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';
import {
  type ValueEvent,
  showAnswer,
  submitConfirmed,
  submitForm,
  withStores,
} from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page of one member. An owner may change or remove the member, a manager may remove clerks. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    member: null as MemberView | null,
    role: USUAL_ROLE,
    roles: ROLES_TO_GIVE,
    stores: [] as readonly Choice[],
    chosen: [] as readonly string[],
    hasStores: true,
    reasons: noReasons<'stores'>(),
  },
  staffId: '',
  scope: [] as StoreScope,

  onLoad(query) {
    this.staffId = entryIdOf(query);
    void this.load();
  },
  async load() {
    const listed = withStores(askShop('list-people', {}));
    await showAnswer(this, listed, ({ stores, ...people }) => {
      const member = memberView(this.staffId, people, stores, serverClock.now());
      if (member === null) return null;
      const { role, stores: scope } = member;
      this.scope = scope;
      return {
        member,
        role,
        stores: storesToGive('all', stores),
        chosen: chosenStores(scope),
        hasStores: hasChosenStores(role),
      };
    });
  },

  chooseRole({ detail: { value: role } }: ValueEvent<unknown, Role>) {
    this.setData({ role, hasStores: hasChosenStores(role), reasons: {} });
  },
  chooseStore({ detail }: ValueEvent) {
    this.scope = scopeAfterTap(this.scope, detail.value);
    this.setData({ chosen: chosenStores(this.scope), reasons: {} });
  },
  async save() {
    const { staffId } = this;
    const { role } = this.data;
    if (role === 'reviewer') return;
    const ask = (stores: StoreScope) => askShop('change-member', { staffId, role, stores });
    await submitForm(this, readScope(role, this.scope), ask, goBack);
  },
  async remove() {
    const { staffId } = this;
    const question = removalQuestion(this.data.member?.name ?? '');
    await submitConfirmed(
      this,
      'remove',
      question,
      () => askShop('remove-member', { staffId }),
      goBack,
    );
  },
});

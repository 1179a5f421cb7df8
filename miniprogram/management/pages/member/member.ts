import { decodeQuery, goBack } from '../../../platform/navigation';
import { serverClock } from '../../../services/phone-memory';
import type { Role } from '../../../contract/shop';
import {
  type Choice,
  chosenAfterTap,
  chosenStores,
  hasChosenStores,
  readScope,
  ROLES_TO_GIVE,
  storesToGive,
  USUAL_ROLE,
} from '../../views/choices';
import { lossQuestion } from '../../views/loss-questions';
import { memberView } from '../../views/people-view';
import { accepted, joinForms, noReasons } from '../../views/typed-text';
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
    member: null as ReturnType<typeof memberView>,
    role: USUAL_ROLE,
    roles: ROLES_TO_GIVE,
    stores: [] as readonly Choice[],
    chosen: [] as readonly string[],
    hasStores: true,
    reasons: noReasons<'stores'>(),
  },
  staffId: '',

  onLoad(query) {
    this.staffId = decodeQuery(query)['id'] ?? '';
    void this.load();
  },
  async load() {
    const listed = withStores(askShop('list-people', {}));
    await showAnswer(this, listed, ({ stores, ...people }) => {
      const member = memberView(this.staffId, people, stores, serverClock.now());
      if (member === null) return null;
      const { role, stores: scope } = member;
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
    this.setData({ chosen: chosenAfterTap(this.data.chosen, detail.value), reasons: {} });
  },
  async save() {
    const { staffId } = this;
    const { role } = this.data;
    if (role === 'reviewer') return;
    const stores = readScope(role, this.data.chosen);
    const form = joinForms({ staffId: accepted(staffId), role: accepted(role), stores });
    await submitForm(this, 'change-member', form, goBack);
  },
  async remove() {
    const { staffId } = this;
    const ask = () => askShop('remove-member', { staffId });
    const question = lossQuestion('member', this.data.member?.name ?? '');
    await submitConfirmed(this, 'remove', question, ask, goBack);
  },
});

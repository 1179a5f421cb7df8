import { decodeQuery, goBack } from '../../../platform/navigation';
import { serverClock } from '../../../services/phone-memory';
import type { Role } from '../../../contract/shop';
import {
  type Choice,
  toggleChosen,
  storeValues,
  needsStoreChoice,
  readStores,
  ROLES_TO_GIVE,
  storesToGive,
  DEFAULT_ROLE,
} from '../../views/choices';
import { lossQuestion } from '../../views/loss-questions';
import { memberView } from '../../views/people-view';
import { accept, joinForms, noReasons } from '../../views/typed-text';
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
    role: DEFAULT_ROLE,
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
    const peopleCall = withStores(askShop('list-people', {}));
    await showAnswer(this, peopleCall, ({ stores, ...people }) => {
      const memberRow = memberView(this.staffId, people, stores, serverClock.now());
      if (memberRow === null) return null;
      const { role, stores: scope } = memberRow;
      return {
        member: memberRow,
        role,
        stores: storesToGive('all', stores),
        chosen: storeValues(scope),
        hasStores: needsStoreChoice(role),
      };
    });
  },

  chooseRole({ detail: { value: role } }: ValueEvent<unknown, Role>) {
    this.setData({ role, hasStores: needsStoreChoice(role), reasons: {} });
  },
  chooseStore({ detail }: ValueEvent) {
    this.setData({ chosen: toggleChosen(this.data.chosen, detail.value), reasons: {} });
  },
  async save() {
    const { staffId } = this;
    const { role } = this.data;
    if (role === 'reviewer') return;
    const stores = readStores(role, this.data.chosen);
    const form = joinForms({ staffId: accept(staffId), role: accept(role), stores });
    await submitForm(this, 'change-member', form, goBack);
  },
  async remove() {
    const { staffId } = this;
    const removeMember = () => askShop('remove-member', { staffId });
    const question = lossQuestion('member', this.data.member?.name ?? '');
    await submitConfirmed(this, 'remove', question, removeMember, goBack);
  },
});

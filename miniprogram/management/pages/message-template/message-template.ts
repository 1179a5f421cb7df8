import {
  type FilledPlace,
  type MessageFacts,
  type MessageTemplate,
  fillTemplate,
} from '../../../contract/messages';
import { goBack, openShopPage } from '../../../platform/navigation';
import { askShop } from '../../../services/shop-session';
import { PAGE_KNOWN } from '../../../shop/page-state';
import type { Choice } from '../../views/choices';
import {
  type PlaceView,
  STOP_MESSAGES_QUESTION,
  placeViews,
  templateChoices,
  withNextPart,
} from '../../views/messages-view';
import { type TapOn, type ValueEvent, showAnswer, submit, submitConfirmed } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page on which the owner chooses the template of subscribe messages, and fills its places. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    choices: [] as readonly Choice[],
    /** Id of the chosen template, as a list for `choice-list`; empty before the first choice. */
    chosen: [] as readonly string[],
    title: '',
    places: [] as readonly PlaceView[],
    isStored: false,
    /** True while templates cannot be fetched, because the mini-program's AppSecret is missing. */
    needsSecret: false,
  },
  templates: [] as readonly MessageTemplate[],
  filled: [] as readonly FilledPlace[],
  sample: null as MessageFacts | null,

  onLoad() {
    void this.load();
  },
  /** Loads again, because the secret may have been entered on another page. */
  onShow() {
    if (this.data.needsSecret) void this.load();
  },
  async load() {
    const asked = await askShop('list-message-templates', {});
    const needsSecret = !asked.ok && 'error' in asked && asked.error.code === 'settings-missing';
    this.setData({ needsSecret, ...(needsSecret && { state: PAGE_KNOWN }) });
    if (needsSecret) return;
    await showAnswer(this, asked, ({ templates, chosenId, filled, sample }) => {
      Object.assign(this, { templates, filled, sample });
      const choices = templateChoices(templates);
      const usable = choices.filter(({ unfit }) => unfit === undefined);
      const first = usable.find(({ value }) => value === chosenId) ?? usable[0];
      return {
        choices,
        isStored: chosenId !== null,
        ...this.viewOf(first?.value ?? '', first?.value === chosenId),
      };
    });
  },
  /** @param isKept true to keep how the places are filled, false to propose new parts */
  viewOf(templateId: string, isKept: boolean) {
    const template = this.templates.find((one) => one.templateId === templateId);
    if (template === undefined || this.sample === null) return { chosen: [], places: [] };
    const filling = fillTemplate(template.places);
    if (!isKept) this.filled = 'filled' in filling ? filling.filled : [];
    const places = placeViews(template.places, this.filled, this.sample);
    return { chosen: [templateId], title: template.title, places };
  },
  openMiniPrograms() {
    openShopPage('mini-programs');
  },
  choose({ detail }: ValueEvent) {
    this.setData({ failure: null, ...this.viewOf(detail.value, false) });
  },
  changePart({ currentTarget }: TapOn<{ key: string }>) {
    const [templateId = ''] = this.data.chosen;
    const places = this.templates.find((one) => one.templateId === templateId)?.places ?? [];
    this.filled = withNextPart(places, this.filled, currentTarget.dataset.key);
    this.setData({ failure: null, ...this.viewOf(templateId, true) });
  },
  async save() {
    const [templateId] = this.data.chosen;
    if (templateId === undefined) return;
    const { filled } = this;
    const ask = () => askShop('save-message-template', { templateId, filled });
    await submit(this, 'save', ask, goBack);
  },
  async remove() {
    const ask = () => askShop('save-message-template', { templateId: null, filled: [] });
    await submitConfirmed(this, 'remove', STOP_MESSAGES_QUESTION, ask, goBack);
  },
});

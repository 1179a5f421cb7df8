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

/** Page on which the owner chooses a template of subscribe messages and what its places contain. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    choices: [] as readonly Choice[],
    /** Id of the chosen template, in a list for `choice-list`; empty if no template is chosen. */
    chosen: [] as readonly string[],
    title: '',
    places: [] as readonly PlaceView[],
    isStored: false,
    /** True if templates cannot be read from WeChat, because the mini-program has no AppSecret. */
    needsSecret: false,
  },
  templates: [] as readonly MessageTemplate[],
  filled: [] as readonly FilledPlace[],
  sample: null as MessageFacts | null,

  onLoad() {
    void this.load();
  },
  /** Loads again if the AppSecret was missing: it may have been entered on another page. */
  onShow() {
    if (this.data.needsSecret) void this.load();
  },
  async load() {
    const answer = await askShop('list-message-templates', {});
    const needsSecret = !answer.ok && 'error' in answer && answer.error.code === 'settings-missing';
    this.setData({ needsSecret, ...(needsSecret && { state: PAGE_KNOWN }) });
    if (needsSecret) return;
    await showAnswer(this, answer, ({ templates, chosenId, filled, sample }) => {
      Object.assign(this, { templates, filled, sample });
      const choices = templateChoices(templates);
      const usableChoices = choices.filter(({ unfit }) => unfit === undefined);
      const shownChoice = usableChoices.find(({ value }) => value === chosenId) ?? usableChoices[0];
      return {
        choices,
        isStored: chosenId !== null,
        ...this.templateData(shownChoice?.value ?? '', shownChoice?.value === chosenId),
      };
    });
  },
  /** Builds the page's data for a template. `keepsParts`: keeps the part that each place shows. */
  templateData(templateId: string, keepsParts: boolean) {
    const template = this.templates.find((template) => template.templateId === templateId);
    if (template === undefined || this.sample === null) return { chosen: [], places: [] };
    const filling = fillTemplate(template.places);
    if (!keepsParts) this.filled = 'filled' in filling ? filling.filled : [];
    const places = placeViews(template.places, this.filled, this.sample);
    return { chosen: [templateId], title: template.title, places };
  },
  openMiniPrograms() {
    openShopPage('mini-programs');
  },
  choose({ detail }: ValueEvent) {
    this.setData({ failure: null, ...this.templateData(detail.value, false) });
  },
  changePart({ currentTarget }: TapOn<{ key: string }>) {
    const [templateId = ''] = this.data.chosen;
    const places = this.templates.find((one) => one.templateId === templateId)?.places ?? [];
    this.filled = withNextPart(places, this.filled, currentTarget.dataset.key);
    this.setData({ failure: null, ...this.templateData(templateId, true) });
  },
  async save() {
    const [templateId] = this.data.chosen;
    if (templateId === undefined) return;
    const { filled } = this;
    const saveTemplate = () => askShop('save-message-template', { templateId, filled });
    await submit(this, 'save', saveTemplate, goBack);
  },
  async remove() {
    const removeTemplate = () => askShop('save-message-template', { templateId: null, filled: [] });
    await submitConfirmed(this, 'remove', STOP_MESSAGES_QUESTION, removeTemplate, goBack);
  },
});

import { standsIn } from '../stands-in';

/** Words in the place of a part of a page until WeChat has loaded its package. */
Component({
  behaviors: [standsIn],
  // WeChat hands a placeholder what the page gives the part.
  properties: {
    riders: Array,
    stores: Array,
    selected: String,
    covered: Number,
    settings: Object,
    title: String,
  },
});

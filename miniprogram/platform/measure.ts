/** Error (px) in measuring a tag that moves. It must not look like a change of the tag's height. */
const NOISE_PX = 0.01;

/**
 * Measures heights of a component's tags in whole px, rounded up; 0 for a tag that is not rendered.
 *
 * @param selectors classes in the component's own template
 */
export function heightsOf(
  component: WechatMiniprogram.Component.TrivialInstance,
  selectors: readonly string[],
): Promise<readonly number[]> {
  return heightsBy(component.createSelectorQuery(), selectors);
}

/** Like {@link heightsOf}, for tags of the visible page. */
export function heightsOnPage(selectors: readonly string[]): Promise<readonly number[]> {
  return heightsBy(wx.createSelectorQuery(), selectors);
}

function heightsBy(
  query: WechatMiniprogram.SelectorQuery,
  selectors: readonly string[],
): Promise<readonly number[]> {
  return new Promise((resolve) => {
    selectors.forEach((selector) => query.select(selector).boundingClientRect());
    query.exec((boxes: readonly (Box | null)[]) => {
      resolve(boxes.map((box) => Math.ceil(Math.max(0, (box?.height ?? 0) - NOISE_PX))));
    });
  });
}

interface Box {
  readonly height: number;
}

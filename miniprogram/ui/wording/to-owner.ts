/**
 * Rewords a sentence for the owner: failures are worded for staff, who are to ask the owner
 * (`请店主重新上传云函数。` → `请重新上传云函数。`). Other sentences stay as they are.
 */
export function ownersSentence(sentence: string): string {
  return sentence
    .replace('请店主处理', '你来处理')
    .replace('请告诉店主', '请到“店铺”里自检')
    .replace('发给店主', '发给帮你开通的人')
    .replace(/请店主/g, '请');
}

interface FailureTexts {
  readonly detail: string;
  readonly steps: readonly string[];
  readonly head?: string;
}

/** Rewords the texts of a failure for the owner. */
export function ownersFailure<Texts extends FailureTexts>(failure: Texts): Texts {
  const { detail, steps, head } = failure;
  return {
    ...failure,
    detail: ownersSentence(detail),
    steps: steps.map(ownersSentence),
    ...(head !== undefined && { head: ownersSentence(head) }),
  };
}

/** Tells whether a sentence speaks of the owner, so that the owner has to be told otherwise. */
export function mentionsOwner(...sentences: readonly string[]): boolean {
  return sentences.some((sentence) => sentence.includes('店主'));
}

/** Tells whether sentences ask the owner to do something, for which 自检 says where and how. */
export function asksOwner(...sentences: readonly string[]): boolean {
  return sentences.some((sentence) => sentence.includes('请店主'));
}

import { SOURCE_CHECKS, sourceProblems } from '../../../dev/check/check-source';
import { copyProduct } from '../../../dev/verify/broken-copy';
import type { Fault } from '../../../dev/verify/broken-copies';
import { FAULTS } from '../../../dev/verify/broken-copies';
import { proofLine, prove } from '../../../dev/verify/prove';
import { UPLOAD_CHECKS } from '../../../dev/verify/upload-checks';
import { ROOT } from '../../support/repository';

// The others take the packages of dev/wechat-ci or many seconds: `npm run verify:wechat -- --prove` tries them all.
const QUICK = FAULTS.filter(({ foundBy }) => foundBy in SOURCE_CHECKS);

describe('the checks of what is uploaded', () => {
  it.each(QUICK)('notice $name, with file and line', async (fault) => {
    const { found, expected } = await prove(ROOT, fault);
    expect(found).toContainEqual({
      file: expected.file,
      line: expected.line,
      message: expect.stringContaining(expected.words) as unknown,
    });
  });

  it('have nothing against a copy that is whole', () => {
    const copy = copyProduct(ROOT);
    const problems = sourceProblems(copy.root);
    copy.discard();
    expect(problems).toEqual([]);
  });

  it('have each at least one copy that they notice', () => {
    const tried = new Set<string>(FAULTS.map(({ foundBy }) => foundBy));
    const checks = Object.keys({ ...SOURCE_CHECKS, ...UPLOAD_CHECKS });
    expect(checks.filter((name) => !tried.has(name))).toEqual([]);
  });

  it('are told of when they notice nothing, or another line', async () => {
    const fault: Fault = {
      name: 'nothing',
      foundBy: 'pages',
      breakIt: () => ['app.json', 1],
      words: 'no such words',
    };
    const proof = await prove(ROOT, fault);
    expect(proof.isFound).toBe(false);
    expect(proofLine(fault, proof)).toContain('NOT NOTICED: nothing (pages)');
  });
});

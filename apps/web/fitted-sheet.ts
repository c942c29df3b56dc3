interface Removable {
  remove(): unknown;
}

interface Sheet {
  readonly source?: { readonly input: { readonly file?: string | undefined } } | undefined;
}

interface Rule extends Removable {
  selectors: string[];
  root(): Sheet;
}

/** The parts of the national sheet that our screens are made of; most of it is for others. */
const NATIONAL_PARTS: ReadonlySet<string> = new Set([
  'button',
  'error-message',
  'fieldset',
  'form-group',
  'frontend-supported',
  'hint',
  'input',
  'input-wrapper',
  'inset-text',
  'label',
  'label-wrapper',
  'select',
  'textarea',
  'u-visually-hidden',
]);

/**
 * The parts that a selector speaks of, by class or by the beginning of one: a rule for parts of any name would
 * have a browser look at a whole board again whenever something is put into it.
 */
function partsIn(selector: string): string[] {
  return [...selector.matchAll(/[."'=]nhsuk-([a-z]+(?:-[a-z]+)*)/g)].map(([, part = '']) => part);
}

/** What is taken of the national sheet: for every screen what speaks of plain elements, for some the parts. */
const WANTED: Readonly<Record<string, (selector: string) => boolean>> = {
  'nhsuk.css': (selector) => partsIn(selector).length === 0,
  'nhsuk-parts.css': (selector) => {
    const parts = partsIn(selector);
    return parts.length > 0 && parts.every((part) => NATIONAL_PARTS.has(part));
  },
};

function nameOf(sheet: Sheet): string {
  return sheet.source?.input.file?.split(/[\\/]/).at(-1) ?? '';
}

/**
 * The national sheet names a typeface on a foreign host, and icons of parts that no screen uses at a
 * path we do not serve. A ward's screen fetches nothing from elsewhere and nothing in vain.
 */
export const fittedSheet = {
  postcssPlugin: 'fitted-sheet',
  AtRule: { 'font-face': (rule: Removable) => void rule.remove() },
  AtRuleExit(
    rule: Removable & { readonly params: string; readonly nodes?: readonly unknown[] | undefined },
  ) {
    // A hack for a browser of 2013 that no minifier reads, and what we have emptied.
    if (rule.params.includes('\\0') || rule.nodes?.length === 0) rule.remove();
  },
  Rule(rule: Rule): void {
    const wanted = WANTED[nameOf(rule.root())];
    if (wanted === undefined) return;
    const used = rule.selectors.filter(wanted);
    if (used.length === 0) rule.remove();
    else if (used.length < rule.selectors.length) rule.selectors = used;
  },
  Declaration(declaration: Removable & { readonly value: string }): void {
    if (declaration.value.includes('/assets/images/')) declaration.remove();
  },
};

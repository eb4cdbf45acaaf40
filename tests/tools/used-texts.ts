import { relative, resolve } from 'node:path';
import {
  isNoSubstitutionTemplateLiteral,
  isStringLiteral,
  isTemplateExpression,
  type Node,
} from 'typescript/unstable/ast';
import { API, type Checker, type Type } from 'typescript/unstable/sync';

/** The program's own sources; the catalogue itself uses none of its texts. */
const SOURCES = /^(electron|renderer|shared(?!\/messages\/(en|zh-CN)\b))\//;

/**
 * Every text that stands in the program's sources as one, and every text that a template with values in it can become, as far as the
 * compiler can tell: `page.status.${status}` becomes a text for each status that there is. Comments don't count.
 */
export function usedTexts(): Set<string> {
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProjects: [resolve('tsconfig.json')] }).getProjects()[0];
    if (!project) throw new Error('tsconfig.json makes no project');
    const { program, checker } = project;
    const texts = new Set<string>();
    for (const file of program.getSourceFileNames()) {
      const path = relative(process.cwd(), file).replaceAll('\\', '/');
      if (!SOURCES.test(path)) continue;
      for (const text of textsIn(program.getSourceFile(file)!, checker)) texts.add(text);
    }
    return texts;
  } finally {
    api.close();
  }
}

function textsIn(file: Node, checker: Checker): string[] {
  const texts: string[] = [];
  const templates: Node[] = [];
  const look = (node: Node): void => {
    if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
    else if (isTemplateExpression(node)) templates.push(node);
    node.forEachChild(look);
  };
  look(file);
  if (templates.length === 0) return texts;
  return [...texts, ...checker.getTypeAtLocation(templates).flatMap(type => (type ? literalsOf(type) : []))];
}

const literalsOf = (type: Type): string[] => {
  if (type.isUnionType()) return type.getTypes().flatMap(literalsOf);
  return type.isStringLiteralType() ? [type.value] : [];
};

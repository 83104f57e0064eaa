/** What is done to a Markdown text before it is drawn, on its tree of elements. */
interface Node {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

/** `casefront:article/missed-bin`, the one kind of link that leads somewhere. */
export const LINK_IN_APP = /^casefront:article\/([\w-]+)$/;

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
}

const HEADING = /^h([1-6])$/;

/** Headings begin at `level` and none skips one, however they were written: a reader of the screen goes by them. */
export const evenHeadings = (level: number) => (tree: Node): void => {
  const headings: Node[] = [];
  walk(tree, (node) => { if (HEADING.test(node.tagName ?? '')) headings.push(node); });
  const written = (node: Node): number => Number(HEADING.exec(node.tagName ?? '')?.[1]);
  const highest = Math.min(...headings.map(written));
  let before = level - 1;
  for (const heading of headings) {
    before = Math.min(written(heading) - highest + level, before + 1, 6);
    heading.tagName = `h${String(before)}`;
  }
};

/** Items of task lists are steps, numbered from 0 through the whole text. */
export const numberSteps = () => (tree: Node): void => {
  let step = 0;
  walk(tree, (node) => {
    const classes = node.properties?.['className'];
    if (node.tagName !== 'li' || !Array.isArray(classes) || !classes.includes('task-list-item')) return;
    node.properties = { ...node.properties, dataStep: step };
    step += 1;
  });
};

/** How many steps a text has. */
export const stepsIn = (text: string): number => text.split('\n').filter((line) => /^\s*[-*+]\s\[[ xX]\]\s/.test(line)).length;

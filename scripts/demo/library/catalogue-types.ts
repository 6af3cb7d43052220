export interface CategoryNode {
  readonly name: string;
  readonly description: string;
  readonly children?: readonly CategoryNode[];
}

type NodeNames<Node extends CategoryNode> =
  | Node['name']
  | (Node extends { readonly children: readonly (infer Child extends CategoryNode)[] }
      ? NodeNames<Child>
      : never);

/** Every name in a category tree, so that a misspelt category does not compile. */
export type NamesIn<Tree extends readonly CategoryNode[]> = NodeNames<Tree[number]>;

export interface SourceEntry<Category extends string> {
  readonly name: string;
  readonly url: string;
  readonly description: string;
  readonly categories: readonly Category[];
}

export interface LinkEntry<Category extends string, Source extends string> {
  readonly title: string;
  readonly url: string;
  readonly description: string;
  readonly publisher: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD; left out where the page bears no date of its own. */
  readonly publishedDate?: string;
  readonly categories: readonly Category[];
  readonly source?: Source;
}

export interface DocumentEntry<Category extends string, Source extends string> {
  /** The Markdown text's path inside scripts/demo/library. */
  readonly text: string;
  readonly categories: readonly Category[];
  readonly source?: Source;
}

export interface Rejection {
  /** One short sentence, as picked or typed in the reason field. */
  readonly reason: string;
  /** What the editor writes to the member. */
  readonly note: string;
}

/** What a submission form sends in place of the text's own title and description. */
export interface Wording {
  readonly title: string;
  readonly description: string;
}

export interface SubmissionsToLeave<
  Category extends string,
  Source extends string,
  Approved extends string,
> {
  readonly pendingDocuments: readonly DocumentEntry<Category, Source>[];
  readonly pendingLinks: readonly LinkEntry<Category, Source>[];
  readonly rejectedDocuments: readonly (DocumentEntry<Category, Source> & {
    readonly rejection: Rejection;
  })[];
  readonly rejectedLinks: readonly (LinkEntry<Category, Source> & {
    readonly rejection: Rejection;
  })[];
  /** Listed already (see `documents`); the revision waits and readers still see the first. */
  readonly approvedWithPendingRevision: {
    readonly text: Approved;
    readonly revision: Wording;
  };
  /** First sent with `first`, rejected, then sent again with the text's own wording. */
  readonly rejectedThenPending: DocumentEntry<Category, Source> & {
    readonly first: Wording;
    readonly rejection: Rejection;
  };
}

// What people say of the open segment.

export class Panel {
  constructor(desk, node) {
    Object.assign(this, { desk, node, inside: node.querySelector(".inside") });
  }

  follow(row) {
    this.row = row;
  }

  // Leads to the field of a new comment.
  write() {}
}

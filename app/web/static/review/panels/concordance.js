// Words in the approved targets of every issue.

export class Panel {
  constructor(desk, node) {
    Object.assign(this, { desk, node, inside: node.querySelector(".inside") });
  }

  follow(row) {
    this.row = row;
  }

  // Looks for `text`, what is selected; "" leaves the field to the person.
  search() {}
}

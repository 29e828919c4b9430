"""Papers: documents as people print and sign them, made of plain blocks (公文、表格)."""

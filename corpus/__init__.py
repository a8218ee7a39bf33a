"""What a document says, and where: files, tables, columns, repairs, dates and KPIs."""
